<?php
/**
 * Plugin Name: Pilcrow chat
 * Description: Answers questions of visitors about your documents, with citations: the shortcode [pilcrow_chat].
 * Version: 1.0.0
 * Requires at least: 6.5
 * Requires PHP: 7.4
 * License: MIT
 *
 * The address of the server is set under Settings → Reading, or in wp-config.php, which then decides:
 *
 *     define('PILCROW_SERVER', 'https://your-server');
 *
 * Shortcode: [pilcrow_chat], or with attributes: [pilcrow_chat mode="inline" language="ru" questions="Кто подписал?|Когда?"].
 */

defined('ABSPATH') || exit;

/** The attributes of <pilcrow-chat> that a shortcode may set; the server is the administrator's to choose. */
const PILCROW_ATTRIBUTES = array('mode', 'language', 'theme', 'heading', 'placeholder', 'questions', 'document');

/** The address of the server without a slash at its end; empty when there is none yet. */
function pilcrow_server() {
	$server = defined('PILCROW_SERVER') ? PILCROW_SERVER : get_option('pilcrow_server', '');
	return untrailingslashit(esc_url_raw($server, array('https', 'http')));
}

/** Renders the shortcode; a page without it does not load the script. */
function pilcrow_chat_shortcode($given) {
	$server = pilcrow_server();
	if ('' === $server) {
		return current_user_can('manage_options') ? esc_html__('Pilcrow: set the address of the server under Settings → Reading.', 'pilcrow-chat') : '';
	}
	wp_enqueue_script_module('pilcrow-chat', $server . '/widget.js', array(), null);
	$html = '<pilcrow-chat';
	foreach (shortcode_atts(array_fill_keys(PILCROW_ATTRIBUTES, ''), $given, 'pilcrow_chat') as $name => $value) {
		if ('' !== $value) {
			$html .= ' ' . $name . '="' . esc_attr($value) . '"';
		}
	}
	return $html . '></pilcrow-chat>';
}
add_shortcode('pilcrow_chat', 'pilcrow_chat_shortcode');

/** Adds the field for the address to Settings → Reading. */
function pilcrow_register_settings() {
	register_setting(
		'reading',
		'pilcrow_server',
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => 'esc_url_raw',
		)
	);
	add_settings_field('pilcrow_server', esc_html__('Pilcrow server', 'pilcrow-chat'), 'pilcrow_server_field', 'reading');
}
add_action('admin_init', 'pilcrow_register_settings');

/** Renders the field. */
function pilcrow_server_field() {
	printf(
		'<input type="url" class="regular-text" name="pilcrow_server" placeholder="https://your-server" value="%s"%s>',
		esc_attr(pilcrow_server()),
		defined('PILCROW_SERVER') ? ' disabled' : ''
	);
}
